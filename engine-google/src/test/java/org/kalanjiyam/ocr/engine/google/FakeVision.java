package org.kalanjiyam.ocr.engine.google;

import com.google.cloud.vision.v1.AnnotateImageRequest;
import com.google.cloud.vision.v1.AnnotateImageResponse;
import com.google.cloud.vision.v1.BatchAnnotateImagesRequest;
import com.google.cloud.vision.v1.BatchAnnotateImagesResponse;
import com.google.cloud.vision.v1.ImageAnnotatorGrpc.ImageAnnotatorImplBase;
import com.google.cloud.vision.v1.TextAnnotation;
import com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Google's side of the wire: answers each request with the next prepared answer, and with the word
 * "fine" when there is none left. {@code main} runs it for others: {@code FakeVision PORT}.
 */
final class FakeVision extends ImageAnnotatorImplBase implements AutoCloseable {
  final List<AnnotateImageRequest> requests = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Server server;

  @FunctionalInterface
  interface Answer {
    void to(StreamObserver<BatchAnnotateImagesResponse> asker);
  }

  FakeVision(int port) throws IOException {
    server =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
            .maxInboundMessageSize(64 << 20)
            .addService(this)
            .build()
            .start();
  }

  public static void main(String[] args) throws Exception {
    FakeVision fake = new FakeVision(Integer.parseInt(args[0]));
    System.out.println("Answers at 127.0.0.1:" + fake.server.getPort());
    fake.server.awaitTermination();
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  void next(Answer... more) {
    answers.addAll(List.of(more));
  }

  void forget() {
    answers.clear();
    requests.clear();
  }

  @Override
  public void batchAnnotateImages(
      BatchAnnotateImagesRequest request, StreamObserver<BatchAnnotateImagesResponse> asker) {
    requests.addAll(request.getRequestsList());
    Answer answer = answers.poll();
    (answer == null ? page(fine()) : answer).to(asker);
  }

  static Answer page(TextAnnotation text) {
    return annotated(AnnotateImageResponse.newBuilder().setFullTextAnnotation(text).build());
  }

  static Answer annotated(AnnotateImageResponse response) {
    return asker -> {
      asker.onNext(BatchAnnotateImagesResponse.newBuilder().addResponses(response).build());
      asker.onCompleted();
    };
  }

  static Answer failure(Status status) {
    return asker -> asker.onError(status.asRuntimeException());
  }

  static Answer silence() {
    return asker -> {};
  }

  static TextAnnotation fine() {
    return new Pages(1000, 500)
        .block()
        .paragraph()
        .word(10, 20, 90, 40, 0.9f, "fine", BreakType.LINE_BREAK)
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
