"""What is asked of charge points: commands, who may give them, their queue, what answers make of them."""
