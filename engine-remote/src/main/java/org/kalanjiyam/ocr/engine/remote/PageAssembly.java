package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;
import org.kalanjiyam.ocr.engine.remote.WordBoxes.Place;

/**
 * Makes a page's text of an answer: each word in its place, each line as it stands on the page. The
 * places come from a local engine, else from the blocks of the answer, else they are guessed.
 */
final class PageAssembly {
  private static final int MARGIN_PERCENT = 8;

  private final List<Line> lines = new ArrayList<>();

  private PageAssembly() {}

  /**
   * Assembles a page.
   *
   * @param frame of the image that was sent
   * @param turn degrees, clockwise, by which it was turned before
   * @param local what a local engine found; null if none looked
   */
  static PageText of(ParsedPage answer, Frame frame, int turn, @Nullable PageText local) {
    PageAssembly assembly = new PageAssembly();
    if (local != null && turn == 0 && !WordBoxes.places(local).isEmpty()) {
      assembly.onPlaces(answer, local);
    } else {
      assembly.onBlocks(answer, frame);
    }
    List<Line> upright = assembly.lines.stream().map(line -> back(line, frame, turn)).toList();
    boolean lying = turn % 180 != 0;
    return new PageText(
        lying ? frame.height() : frame.width(), lying ? frame.width() : frame.height(), upright);
  }

  static List<String> tokens(String text) {
    return Arrays.stream(text.split("\\s+")).filter(token -> !token.isEmpty()).toList();
  }

  private void onPlaces(ParsedPage answer, PageText local) {
    List<String> words = new ArrayList<>();
    answer.blocks().forEach(block -> block.lines().forEach(line -> words.addAll(tokens(line))));
    List<@Nullable Place> places = WordBoxes.find(words, local);
    int at = 0;
    for (int i = 0; i < answer.blocks().size(); i++) {
      for (String text : answer.blocks().get(i).lines()) {
        int count = tokens(text).size();
        addLines(words.subList(at, at + count), smooth(places.subList(at, at + count)), i);
        at += count;
      }
    }
  }

  /** One word on another line than both its neighbours was taken for another word. */
  private static List<Place> smooth(List<@Nullable Place> places) {
    List<Place> smooth = new ArrayList<>();
    for (Place place : places) {
      smooth.add(place == null ? new Place(new Box(0, 0, 1, 1), "", -1) : place);
    }
    for (int i = 1; i + 1 < smooth.size(); i++) {
      Place before = smooth.get(i - 1);
      Place after = smooth.get(i + 1);
      if (before.line() == after.line() && smooth.get(i).line() != before.line()) {
        int x1 = Math.min(before.box().x2(), after.box().x1());
        int x2 = Math.max(x1 + 1, Math.max(before.box().x2(), after.box().x1()));
        Box between = new Box(x1, before.box().y1(), x2, before.box().y2());
        smooth.set(i, new Place(between, smooth.get(i).text(), before.line()));
      }
    }
    return smooth;
  }

  /** A line of the answer may be several on the page. */
  private void addLines(List<String> words, List<Place> places, int block) {
    int from = 0;
    for (int i = 1; i <= words.size(); i++) {
      if (i == words.size() || places.get(i).line() != places.get(from).line()) {
        List<Word> line = new ArrayList<>();
        for (int j = from; j < i; j++) {
          line.add(new Word(places.get(j).box(), words.get(j), null));
        }
        add(line, block);
        from = i;
      }
    }
  }

  private void add(List<Word> words, int block) {
    Box box = words.stream().map(Word::box).reduce(Box::union).orElseThrow();
    String text = String.join(" ", words.stream().map(Word::text).toList());
    lines.add(new Line(box, text, null, block, block, words));
  }

  private void onBlocks(ParsedPage answer, Frame frame) {
    int all = answer.blocks().stream().mapToInt(block -> block.lines().size()).sum();
    int marginX = frame.width() * MARGIN_PERCENT / 100;
    int marginY = frame.height() * MARGIN_PERCENT / 100;
    Box page = new Box(marginX, marginY, frame.width() - marginX, frame.height() - marginY);
    int before = 0;
    for (int i = 0; i < answer.blocks().size(); i++) {
      Block block = answer.blocks().get(i);
      int count = block.lines().size();
      for (int j = 0; j < count; j++) {
        Box slice =
            block.box() == null ? slice(page, before + j, all) : slice(block.box(), j, count);
        add(spread(block.lines().get(j), slice), i);
      }
      before += count;
    }
  }

  private static Box slice(Box box, int number, int of) {
    int y1 = box.y1() + box.height() * number / of;
    int y2 = box.y1() + box.height() * (number + 1) / of;
    return new Box(box.x1(), y1, box.x2(), Math.max(y1 + 1, y2));
  }

  private static List<Word> spread(String text, Box box) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    for (String token : tokens(text)) {
      int start = text.indexOf(token, at);
      at = start + token.length();
      int x1 = box.x1() + (int) ((long) box.width() * start / text.length());
      int x2 = box.x1() + (int) ((long) box.width() * at / text.length());
      words.add(new Word(new Box(x1, box.y1(), Math.max(x1 + 1, x2), box.y2()), token, null));
    }
    return words;
  }

  private static Line back(Line line, Frame frame, int turn) {
    return turn == 0
        ? line
        : new Line(
            back(line.box(), frame, turn),
            line.text(),
            line.confidence(),
            line.block(),
            line.paragraph(),
            line.words().stream()
                .map(word -> new Word(back(word.box(), frame, turn), word.text(), null))
                .toList());
  }

  /** From the turned image to the page's own. */
  private static Box back(Box box, Frame frame, int turn) {
    int width = frame.width();
    int height = frame.height();
    return switch (turn) {
      case 90 -> new Box(box.y1(), width - box.x2(), box.y2(), width - box.x1());
      case 180 -> new Box(width - box.x2(), height - box.y2(), width - box.x1(), height - box.y1());
      case 270 -> new Box(height - box.y2(), box.x1(), height - box.y1(), box.x2());
      default -> box;
    };
  }
}
