package org.kalanjiyam.ocr.engine.remote;

/** What models are asked; {@code {language}} is replaced by the language's name. */
final class Prompts {
  static final String TRANSCRIBE =
      """
      Transcribe all text on this scanned page exactly as it is printed, in reading order. The \
      language is {language}; keep its own script and spelling, do not translate or correct, do \
      not describe pictures. Keep the line breaks of the page and leave an empty line between \
      paragraphs. Answer with the text alone. If the page has no text, answer with nothing.\
      """;

  static final String CORRECT =
      """
      Below is what an OCR program made of the text on this scanned page, in {language}. Correct it by \
      the image: wherever the image has other letters or signs, write what is printed. Keep the \
      page's own spelling even where it is old or odd, keep line breaks and empty lines as they \
      are, leave out nothing, add nothing, do not translate. Answer with the corrected text alone.

      {text}\
      """;

  static final String OLMOCR =
      """
      Attached is one page of a document that you must process. Just return the plain text \
      representation of this document as if you were reading it naturally. Convert equations to \
      LateX and tables to HTML. If there are any figures or charts, label them with the following \
      markdown syntax ![Alt text describing the contents of the figure](page_startx_starty_width_height.png)
      Return your output as markdown, with a front matter section on top specifying values for the \
      primary_language, is_rotation_valid, rotation_correction, is_table, and is_diagram parameters.\
      """;

  static final String CHANDRA =
      """
      OCR this image to HTML, arranged as layout blocks. Each layout block should be a div with the \
      data-bbox attribute representing the bounding box of the block in [x0, y0, x1, y1] format. \
      Bboxes are normalized 0-1024. The data-label attribute is the label for the block.\
      """;

  static final String DOTS =
      """
      <|img|><|imgpad|><|endofimg|>Please output the layout information from the PDF image, \
      including each layout element's bbox, its category, and the corresponding text content within \
      the bbox.

      1. Bbox format: [x1, y1, x2, y2]
      2. Text Extraction & Formatting Rules: Picture: omit the text field. Table: HTML. All others: \
      Markdown.
      3. The output text must be the original text from the image, with no translation. All layout \
      elements must be sorted according to human reading order.
      4. Final Output: The entire output must be a single JSON object.\
      """;

  private Prompts() {}

  static String fill(String prompt, String language) {
    return prompt.replace("{language}", language);
  }

  static String fill(String prompt, String language, String text) {
    return fill(prompt, language).replace("{text}", text);
  }
}
