"""What is told, and on which page: one document model, and its renderings."""
