"""The only room that knows WeasyPrint: documents and style → pages."""
