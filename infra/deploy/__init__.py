"""./scripts/deploy: a stage in AWS, or in an emulator of it, brought to what the sources say."""
