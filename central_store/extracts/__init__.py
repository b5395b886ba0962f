"""Reading what a case management system gives out: an Annex A workbook, or CSV files of the Standard Safeguarding Dataset."""
