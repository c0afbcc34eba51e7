"""What every room stands on: values, errors, and what the system gives."""
