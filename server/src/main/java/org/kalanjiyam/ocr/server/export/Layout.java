package org.kalanjiyam.ocr.server.export;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.proof.TextLine;

/** A page's lines as blocks of paragraphs, in reading order. */
record Layout(List<Block> blocks) {

  /** A column or other group of paragraphs. */
  record Block(Box box, List<Paragraph> paragraphs) {}

  /** A paragraph; its lines have text. */
  record Paragraph(Box box, List<TextLine> lines) {}

  static Layout of(List<TextLine> lines) {
    List<Block> blocks = new ArrayList<>();
    List<Paragraph> paragraphs = new ArrayList<>();
    List<TextLine> together = new ArrayList<>();
    TextLine last = null;
    for (TextLine line : lines) {
      if (line.text().isBlank()) {
        continue;
      }
      boolean newBlock = last != null && last.block() != line.block();
      if (newBlock || last != null && last.paragraph() != line.paragraph()) {
        end(together, paragraphs);
      }
      if (newBlock) {
        endBlock(paragraphs, blocks);
      }
      together.add(line);
      last = line;
    }
    end(together, paragraphs);
    endBlock(paragraphs, blocks);
    return new Layout(blocks);
  }

  private static void end(List<TextLine> lines, List<Paragraph> paragraphs) {
    if (!lines.isEmpty()) {
      Box box = lines.stream().map(TextLine::box).reduce(Box::union).orElseThrow();
      paragraphs.add(new Paragraph(box, List.copyOf(lines)));
      lines.clear();
    }
  }

  private static void endBlock(List<Paragraph> paragraphs, List<Block> blocks) {
    if (!paragraphs.isEmpty()) {
      Box box = paragraphs.stream().map(Paragraph::box).reduce(Box::union).orElseThrow();
      blocks.add(new Block(box, List.copyOf(paragraphs)));
      paragraphs.clear();
    }
  }

  /** A line's words that have text; where the engine gave none, the whole line is one. */
  static List<Word> words(TextLine line) {
    List<Word> words = line.words().stream().filter(word -> !word.text().isBlank()).toList();
    return words.isEmpty() ? List.of(new Word(line.box(), line.text(), line.confidence())) : words;
  }
}
