package org.kalanjiyam.ocr.server.proof;

import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.project.PlacesOnPages;
import org.kalanjiyam.ocr.server.project.Rotation;
import org.springframework.stereotype.Component;

/** Turns the places of lines, words and accepted words with their picture. Thread-safe. */
@Component
final class RotatedPlaces implements PlacesOnPages {
  private final Revisions revisions;
  private final AcceptedWords accepted;

  RotatedPlaces(Revisions revisions, AcceptedWords accepted) {
    this.revisions = revisions;
    this.accepted = accepted;
  }

  @Override
  public void rotate(long pageId, int picture, Rotation rotation, int width, int height) {
    revisions.rotate(pageId, picture, box -> rotated(box, rotation, width, height));
    accepted.rotate(pageId, box -> rotated(box, rotation, width, height));
  }

  static Box rotated(Box box, Rotation rotation, int width, int height) {
    return switch (rotation) {
      case RIGHT -> new Box(height - box.y2(), box.x1(), height - box.y1(), box.x2());
      case UPSIDE_DOWN ->
          new Box(width - box.x2(), height - box.y2(), width - box.x1(), height - box.y1());
      case LEFT -> new Box(box.y1(), width - box.x2(), box.y2(), width - box.x1());
    };
  }
}
