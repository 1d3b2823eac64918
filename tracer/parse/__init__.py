"""From a document to notices: the stages, in the order of `pipeline.py`."""
