"""Every sentence the bot says, in Indonesian and English, and the renderer."""
