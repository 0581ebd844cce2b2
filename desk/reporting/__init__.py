"""Reports: ordered in the chat, counted in portions, told as text, chart, sheet and paper."""
