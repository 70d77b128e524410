package org.kalanjiyam.ocr.engine.tesseract;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.StringVector;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.PageText;

/**
 * Tesseract's native object with its models loaded and its variables set. For one thread. Close it.
 */
final class Recogniser implements AutoCloseable {
  /** Prepared pages have letters of one height, which is that of usual print at this resolution. */
  static final int PREPARED_DPI = 300;

  private final TessBaseAPI api;

  private Recogniser(TessBaseAPI api) {
    this.api = api;
  }

  /** What a recogniser is made from: another one is needed where this differs. */
  record Make(
      Path folder,
      String models,
      SortedMap<String, String> variables,
      TaskOptions.Dictionary dictionary) {}

  /** Null if Tesseract does not take the models. */
  static @Nullable Recogniser open(Make make) {
    TessBaseAPI api = new TessBaseAPI();
    SortedMap<String, String> early = new TreeMap<>();
    if (make.dictionary() == TaskOptions.Dictionary.OFF) {
      // Read while the models are loaded, so not to be set afterwards.
      early.put("load_system_dawg", "0");
      early.put("load_freq_dawg", "0");
    }
    try (StringVector names = new StringVector();
        StringVector values = new StringVector()) {
      early.forEach(
          (name, value) -> {
            names.push_back(new BytePointer(name));
            values.push_back(new BytePointer(value));
          });
      int failed =
          api.Init(
              make.folder().toString(),
              make.models(),
              tesseract.OEM_LSTM_ONLY,
              (BytePointer) null,
              0,
              names,
              values,
              false);
      if (failed != 0) {
        api.close();
        return null;
      }
    }
    for (Map.Entry<String, String> variable : make.variables().entrySet()) {
      api.SetVariable(variable.getKey(), variable.getValue());
    }
    return new Recogniser(api);
  }

  /**
   * Whether the page was recognised, to be {@linkplain #read read}; else it was stopped.
   *
   * @param segmentation one of Tesseract's page segmentation modes
   */
  boolean recognise(PIX pix, int dpi, int segmentation, ETEXT_DESC monitor) {
    api.SetPageSegMode(segmentation);
    api.SetImage(pix);
    api.SetSourceResolution(dpi);
    return api.Recognize(monitor) == 0;
  }

  /** What was recognised last. */
  PageText read(Geometry geometry, TextRules rules) {
    return ResultReader.read(api, geometry, rules);
  }

  /** Forgets the page. */
  void clear() {
    api.Clear();
  }

  @Override
  public void close() {
    api.End();
    api.close();
  }
}
