"""What is wrong at charge points, and who is told."""
