package org.kalanjiyam.ocr.engine.google;

import com.google.cloud.vision.v1.Block;
import com.google.cloud.vision.v1.BoundingPoly;
import com.google.cloud.vision.v1.Page;
import com.google.cloud.vision.v1.Paragraph;
import com.google.cloud.vision.v1.Symbol;
import com.google.cloud.vision.v1.TextAnnotation;
import com.google.cloud.vision.v1.TextAnnotation.DetectedBreak;
import com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType;
import com.google.cloud.vision.v1.TextAnnotation.TextProperty;
import com.google.cloud.vision.v1.Vertex;
import com.google.cloud.vision.v1.Word;

/** Builds what Google says about a page. */
final class Pages {
  private final Page.Builder page;
  private Block.Builder block = Block.newBuilder();
  private Paragraph.Builder paragraph = Paragraph.newBuilder();

  Pages(int width, int height) {
    page = Page.newBuilder().setWidth(width).setHeight(height);
  }

  Pages block() {
    endBlock();
    return this;
  }

  Pages paragraph() {
    endParagraph();
    return this;
  }

  Pages word(int x1, int y1, int x2, int y2, float confidence, String text, BreakType after) {
    return word(corners(x1, y1, x2, y1, x2, y2, x1, y2), confidence, text, after);
  }

  Pages word(BoundingPoly corners, float confidence, String text, BreakType after) {
    Word.Builder word = Word.newBuilder().setBoundingBox(corners).setConfidence(confidence);
    int[] symbols = text.codePoints().toArray();
    for (int i = 0; i < symbols.length; i++) {
      Symbol.Builder symbol = Symbol.newBuilder().setText(Character.toString(symbols[i]));
      if (i == symbols.length - 1 && after != BreakType.UNKNOWN) {
        symbol.setProperty(
            TextProperty.newBuilder().setDetectedBreak(DetectedBreak.newBuilder().setType(after)));
      }
      word.addSymbols(symbol);
    }
    paragraph.addWords(word);
    return this;
  }

  /** A word whose first symbol has a break before it. */
  Pages wordAfter(BreakType before, int x1, int y1, int x2, int y2, String text) {
    word(x1, y1, x2, y2, 0.5f, text, BreakType.UNKNOWN);
    paragraph
        .getWordsBuilder(paragraph.getWordsCount() - 1)
        .getSymbolsBuilder(0)
        .setProperty(
            TextProperty.newBuilder()
                .setDetectedBreak(DetectedBreak.newBuilder().setType(before).setIsPrefix(true)));
    return this;
  }

  static BoundingPoly corners(int... xy) {
    BoundingPoly.Builder corners = BoundingPoly.newBuilder();
    for (int i = 0; i < xy.length; i += 2) {
      corners.addVertices(Vertex.newBuilder().setX(xy[i]).setY(xy[i + 1]));
    }
    return corners.build();
  }

  TextAnnotation build() {
    endBlock();
    return TextAnnotation.newBuilder().addPages(page).build();
  }

  private void endParagraph() {
    if (paragraph.getWordsCount() > 0) {
      block.addParagraphs(paragraph);
      paragraph = Paragraph.newBuilder();
    }
  }

  private void endBlock() {
    endParagraph();
    if (block.getParagraphsCount() > 0) {
      page.addBlocks(block);
      block = Block.newBuilder();
    }
  }
}
