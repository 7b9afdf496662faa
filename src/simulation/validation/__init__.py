"""Does the model reproduce what the field knows? One file per pattern in `patterns`."""
