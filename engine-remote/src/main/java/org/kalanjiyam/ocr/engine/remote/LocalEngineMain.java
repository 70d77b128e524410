package org.kalanjiyam.ocr.engine.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.OptionalInt;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * A process with one local engine, beside a worker for a remote one: a native crash or a hang costs
 * it, and not the requests that are under way and paid for. Pages come on standard input, what was
 * recognised goes out on standard output; ends with its input.
 */
public final class LocalEngineMain {
  private LocalEngineMain() {}

  /** Runs the engine that the first argument names. */
  public static void main(String[] args) throws IOException, InterruptedException {
    OutputStream answers = System.out;
    System.setOut(System.err);
    InstalledEngines engines = InstalledEngines.of(System.getenv());
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers, 1 << 16));
    try (OcrEngine engine = engines.find(args[0]).orElseThrow().open(engines.environment())) {
      while (true) {
        recognise(engine, in, out);
      }
    } catch (EOFException e) {
      // Nobody asks any more.
    }
  }

  private static void recognise(OcrEngine engine, DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    byte[] image = new byte[in.readInt()];
    in.readFully(image);
    int dpi = in.readInt();
    String language = PageStream.text(in);
    Instant deadline = Instant.ofEpochMilli(in.readLong());
    OptionalInt resolution = dpi > 0 ? OptionalInt.of(dpi) : OptionalInt.empty();
    Recognition recognition =
        new Recognition(new PageImage(image, resolution), language, "", deadline, () -> false);
    if (engine.recognise(recognition) instanceof Outcome.Recognised recognised) {
      out.writeBoolean(true);
      PageStream.text(out, engine.version());
      PageStream.write(out, recognised.text());
    } else {
      out.writeBoolean(false);
    }
    out.flush();
  }
}
