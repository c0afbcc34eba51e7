"""The user guide: a book made by Octavo, and the specimen of its tests; data only."""
