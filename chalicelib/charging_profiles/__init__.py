"""How much power charge points may take when: charging profiles, and what they come to."""
