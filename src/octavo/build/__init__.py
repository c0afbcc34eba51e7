"""The build on one page, and what stands from before."""
