"""What a stage keeps, written to a folder, put into another stage, and compared: ./scripts/backup."""
