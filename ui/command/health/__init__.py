"""What ``doctor`` looks at, one file a part."""
