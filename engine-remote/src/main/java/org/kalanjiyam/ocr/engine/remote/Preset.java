package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.remote.ImageShape.Encoding;

/** What is known of a model: how it wants to be asked, and what it answers. */
enum Preset {
  /** A model that is told in words what to do. */
  GENERAL(
      Prompts.TRANSCRIBE,
      Prompts.CORRECT,
      new ImageShape(2048, 4_000_000, Encoding.JPEG),
      8_192,
      temperatures(0, 0.2, 0.5, 0.8),
      Map.of(),
      AnswerFormat.MARKDOWN),
  /** olmOCR-2: its pipeline's side, limit and temperatures. */
  OLMOCR(
      Prompts.OLMOCR,
      null,
      new ImageShape(1288, Long.MAX_VALUE, Encoding.PNG),
      8_000,
      temperatures(0.1, 0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1.0),
      Map.of(),
      AnswerFormat.MARKDOWN),
  /** Chandra: blocks of HTML with boxes from 0 to 1024. */
  CHANDRA(
      Prompts.CHANDRA,
      null,
      new ImageShape(Integer.MAX_VALUE, 3072L * 2048, Encoding.PNG),
      12_384,
      chandra(),
      Map.of(),
      AnswerFormat.HTML_BLOCKS),
  /** dots.ocr: a JSON array of blocks, boxes in pixels of the image that it was sent. */
  DOTS_OCR(
      Prompts.DOTS,
      null,
      new ImageShape(Integer.MAX_VALUE, 11_289_600, Encoding.PNG),
      32_768,
      List.of(new Decoding(0.1, 0.9), new Decoding(0.3, 0.95), new Decoding(0.6, 0.95)),
      Map.of(),
      AnswerFormat.JSON_BLOCKS),
  /** DeepSeek-OCR: text with its places between {@code <|ref|>} and {@code <|det|>}, 0 to 1000. */
  DEEPSEEK_OCR(
      "<|grounding|>Convert the document to markdown.",
      null,
      new ImageShape(1280, Long.MAX_VALUE, Encoding.PNG),
      8_192,
      temperatures(0, 0.2, 0.5),
      Map.of(
          "vllm_xargs", Map.of("ngram_size", 30, "window_size", 100), "skip_special_tokens", false),
      AnswerFormat.REF_DET),
  /** Qwen-VL, told in words what to do. */
  QWEN_VL(
      Prompts.TRANSCRIBE,
      Prompts.CORRECT,
      new ImageShape(3072, 9_000_000, Encoding.PNG),
      8_192,
      temperatures(0, 0.2, 0.5, 0.8),
      Map.of(),
      AnswerFormat.MARKDOWN),
  /** PaddleOCR-VL, which reads an image without further words. */
  PADDLEOCR_VL(
      "OCR:",
      null,
      new ImageShape(2048, 2_800_000, Encoding.PNG),
      4_096,
      temperatures(0, 0.2, 0.5),
      Map.of(),
      AnswerFormat.MARKDOWN);

  final String prompt;

  /** To correct a text with; null for a model that was trained to recognise and nothing else. */
  final @Nullable String correction;

  final ImageShape image;
  final int maxTokens;
  final List<Decoding> ladder;
  final Map<String, Object> body;
  final AnswerFormat answer;

  Preset(
      String prompt,
      @Nullable String correction,
      ImageShape image,
      int maxTokens,
      List<Decoding> ladder,
      Map<String, Object> body,
      AnswerFormat answer) {
    this.prompt = prompt;
    this.correction = correction;
    this.image = image;
    this.maxTokens = maxTokens;
    this.ladder = ladder;
    this.body = body;
    this.answer = answer;
  }

  private static List<Decoding> temperatures(double... temperatures) {
    List<Decoding> ladder = new ArrayList<>();
    for (double temperature : temperatures) {
      ladder.add(Decoding.at(temperature));
    }
    return List.copyOf(ladder);
  }

  private static List<Decoding> chandra() {
    List<Decoding> ladder = new ArrayList<>();
    ladder.add(new Decoding(0, 0.1));
    for (int i = 1; i < 6; i++) {
      ladder.add(new Decoding(0.3, 0.95));
    }
    return List.copyOf(ladder);
  }
}
