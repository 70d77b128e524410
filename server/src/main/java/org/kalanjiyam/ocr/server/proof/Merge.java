package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.proof.Changes.Change;

/**
 * Two people's changes of one text, put together: line by line and, where both changed the same
 * line, word by word. What both changed differently is left for a person to choose.
 */
public final class Merge {
  private final List<String> base;
  private final List<String> yours;
  private final List<String> theirs;
  private final List<Region> regions = new ArrayList<>();

  private Merge(List<String> base, List<String> yours, List<String> theirs) {
    this.base = base;
    this.yours = yours;
    this.theirs = theirs;
  }

  /** A piece of the text that comes of it. */
  public sealed interface Piece {}

  /** What needs no choice. */
  public record Agreed(String text) implements Piece {}

  /** What both changed: one or the other. */
  public record Overlap(String yours, String theirs) implements Piece {}

  /** The pieces of the new text, in order. */
  public static List<Piece> of(String base, String yours, String theirs) {
    List<Piece> pieces = new ArrayList<>();
    for (Region line : regions(Tokens::lines, base, yours, theirs)) {
      String agreed = line.agreed();
      if (agreed == null) {
        agreed = byWords(line);
      }
      if (agreed == null) {
        pieces.add(new Overlap(line.yours(), line.theirs()));
      } else {
        add(pieces, agreed);
      }
    }
    return pieces;
  }

  private static @Nullable String byWords(Region line) {
    StringBuilder text = new StringBuilder();
    for (Region word : regions(Tokens::words, line.base(), line.yours(), line.theirs())) {
      String agreed = word.agreed();
      if (agreed == null) {
        return null;
      }
      text.append(agreed);
    }
    return text.toString();
  }

  private static void add(List<Piece> pieces, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!pieces.isEmpty() && pieces.getLast() instanceof Agreed(String before)) {
      pieces.set(pieces.size() - 1, new Agreed(before + text));
    } else {
      pieces.add(new Agreed(text));
    }
  }

  private static List<Region> regions(
      Function<String, List<String>> cut, String base, String yours, String theirs) {
    Merge merge = new Merge(cut.apply(base), cut.apply(yours), cut.apply(theirs));
    merge.run();
    return merge.regions;
  }

  /** A part of the base, and what each made of it. */
  private record Region(String base, String yours, String theirs) {

    /** What it becomes without a choice; null: both changed it, differently. */
    @Nullable String agreed() {
      if (yours.equals(theirs) || theirs.equals(base)) {
        return yours;
      }
      return yours.equals(base) ? theirs : null;
    }
  }

  private enum Writer {
    YOU,
    SOMEBODY_ELSE
  }

  private record Side(Change change, Writer writer) {}

  private void run() {
    List<Side> all =
        Stream.concat(
                Changes.between(base, yours).stream().map(change -> new Side(change, Writer.YOU)),
                Changes.between(base, theirs).stream()
                    .map(change -> new Side(change, Writer.SOMEBODY_ELSE)))
            .sorted(
                Comparator.<Side>comparingInt(side -> side.change().from())
                    .thenComparingInt(side -> side.change().to()))
            .toList();
    int at = 0;
    int yoursBy = 0; // how much further on the same place is in yours
    int theirsBy = 0;
    for (int i = 0; i < all.size(); ) {
      int from = all.get(i).change().from();
      int to = all.get(i).change().to();
      int last = i + 1;
      while (last < all.size() && meets(from, to, all.get(last).change())) {
        to = Math.max(to, all.get(last).change().to());
        last++;
      }
      int yoursEnd = yoursBy;
      int theirsEnd = theirsBy;
      for (Side side : all.subList(i, last)) {
        Change change = side.change();
        int grown = change.newTo() - change.newFrom() - (change.to() - change.from());
        if (side.writer() == Writer.YOU) {
          yoursEnd += grown;
        } else {
          theirsEnd += grown;
        }
      }
      region(at, from, at + yoursBy, from + yoursBy, at + theirsBy, from + theirsBy);
      region(from, to, from + yoursBy, to + yoursEnd, from + theirsBy, to + theirsEnd);
      at = to;
      yoursBy = yoursEnd;
      theirsBy = theirsEnd;
      i = last;
    }
    int end = base.size();
    region(at, end, at + yoursBy, end + yoursBy, at + theirsBy, end + theirsBy);
  }

  /** Whether a change touches the same tokens, or puts something at the same place. */
  private static boolean meets(int from, int to, Change next) {
    return next.from() < to || (next.from() == from && next.from() == to);
  }

  private void region(int from, int to, int yFrom, int yTo, int tFrom, int tTo) {
    if (from < to || yFrom < yTo || tFrom < tTo) {
      regions.add(
          new Region(
              String.join("", base.subList(from, to)),
              String.join("", yours.subList(yFrom, yTo)),
              String.join("", theirs.subList(tFrom, tTo))));
    }
  }
}
