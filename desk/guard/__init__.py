"""What keeps the counter open for everybody: limits, blocks with an appeal, missed numbers."""
