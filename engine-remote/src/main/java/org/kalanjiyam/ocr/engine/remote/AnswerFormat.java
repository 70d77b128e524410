package org.kalanjiyam.ocr.engine.remote;

/** What a model's answer looks like, and so who takes it apart. */
enum AnswerFormat {
  /** Text or Markdown, perhaps below YAML front matter. */
  MARKDOWN {
    @Override
    ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
      return MarkdownAnswer.parse(answer);
    }
  },
  /** HTML divs with {@code data-bbox} from 0 to 1024. */
  HTML_BLOCKS {
    @Override
    ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
      return HtmlAnswer.parse(answer, frame);
    }
  },
  /** A JSON array of blocks with {@code bbox} in pixels of the image that was sent. */
  JSON_BLOCKS {
    @Override
    ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
      return JsonAnswer.parse(answer, frame);
    }
  },
  /** {@code <|ref|>kind<|/ref|><|det|>[[x1, y1, x2, y2]]<|/det|>} and the text, 0 to 1000. */
  REF_DET {
    @Override
    ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
      return RefDetAnswer.parse(answer, frame);
    }
  };

  /**
   * Takes an answer apart.
   *
   * @throws UnreadableAnswer if it is not in this format
   */
  abstract ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer;
}
