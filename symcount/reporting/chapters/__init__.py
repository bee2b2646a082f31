"""The chapters that a report can have, one small file a subject."""
