export interface Letter {
  to: string;
  subject: string;
  /** Paragraphs of plain text; the first link stands on its own as a button in the HTML part. */
  paragraphs: string[];
  action?: { label: string; url: string };
}
