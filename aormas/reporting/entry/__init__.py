"""Writing and sending a report: the same pages for an organisation in its portal and for an officer at the counter."""
