"""All that goes into the Lambda package."""
