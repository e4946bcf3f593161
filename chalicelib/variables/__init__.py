"""What charge points are set to: what they tell, what their owners want."""
