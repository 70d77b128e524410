package org.kalanjiyam.ocr.engine.scripted;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.Word;

/** Does what {@link Script} says. Thread-safe. */
final class ScriptedEngine implements OcrEngine {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int LINE_HEIGHT = 30;

  private final String usual;

  ScriptedEngine(String usual) {
    this.usual = usual;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Outcome recognise(Recognition recognition) throws InterruptedException {
    Script script = Script.of(recognition, usual);
    Optional<Outcome> stopped = wait(script.number("delay"), recognition);
    if (stopped.isPresent()) {
      return stopped.get();
    }
    misbehave(script);
    if (script.has("reject")) {
      return new Outcome.Rejected(script.value("reject"), "The page's script says so.");
    }
    if (script.has("interrupt")) {
      return new Outcome.Interrupted(script.value("interrupt"), "The page's script says so.");
    }
    return new Outcome.Recognised(
        text(recognition.image().bytes()),
        new Provenance(
            "scripted", version(), null, recognition.language(), recognition.parameters()));
  }

  private static Optional<Outcome> wait(int millis, Recognition recognition)
      throws InterruptedException {
    Instant end = Instant.now().plusMillis(millis);
    while (Instant.now().isBefore(end)) {
      if (recognition.cancellation().requested()) {
        return Optional.of(new Outcome.Interrupted("cancelled", "Nobody waits any more."));
      }
      if (Instant.now().isAfter(recognition.deadline())) {
        return Optional.of(new Outcome.Interrupted("too-slow", "The page took too long."));
      }
      Duration left = Duration.between(Instant.now(), end);
      Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
    return Optional.empty();
  }

  private static void misbehave(Script script) throws InterruptedException {
    if (script.has("throw")) {
      throw new IllegalStateException("The page's script says so");
    }
    if (script.has("hang")) {
      new CountDownLatch(1).await();
    }
    if (script.has("crash")) {
      crash();
    }
    if (script.has("exit")) {
      Runtime.getRuntime().halt(script.number("exit"));
    }
    if (script.has("memory")) {
      eatMemory();
    }
  }

  private static void crash() throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-SEGV", Long.toString(ProcessHandle.current().pid())).start();
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new IllegalStateException("There is no program 'kill' here", e);
    }
  }

  private static void eatMemory() {
    List<byte[]> eaten = new ArrayList<>();
    while (true) {
      eaten.add(new byte[16 << 20]);
    }
  }

  private static PageText text(byte[] image) {
    return new PageText(400, 200, List.of(line(0, "This page has"), line(1, hash(image))));
  }

  private static Line line(int number, String text) {
    Box box = new Box(0, number * LINE_HEIGHT, 400, (number + 1) * LINE_HEIGHT);
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ")) {
      words.add(new Word(box, word, 0.9));
    }
    return new Line(box, text, 0.9, 0, 0, words);
  }

  private static String hash(byte[] image) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(image);
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
