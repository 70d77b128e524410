package org.kalanjiyam.ocr.engine.google;

import com.google.api.core.ApiFuture;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.vision.v1.AnnotateImageRequest;
import com.google.cloud.vision.v1.AnnotateImageResponse;
import com.google.cloud.vision.v1.BatchAnnotateImagesRequest;
import com.google.cloud.vision.v1.BatchAnnotateImagesResponse;
import com.google.cloud.vision.v1.ImageAnnotatorClient;
import com.google.cloud.vision.v1.ImageAnnotatorSettings;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Recognition;

/** Google's client, asked for one page at a time and never trying again by itself. Thread-safe. */
final class VisionLink implements AutoCloseable {
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);
  private static final Duration SHORTEST_REQUEST = Duration.ofMillis(100);
  private static final long LOOK_MILLIS = 100;
  private static final int LONGEST_ANSWER = 64 << 20;
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-vision";

  private final ImageAnnotatorClient client;

  private VisionLink(ImageAnnotatorClient client) {
    this.client = client;
  }

  /** What came of one request. */
  sealed interface Answer {}

  record Answered(AnnotateImageResponse response) implements Answer {}

  record Failed(Trouble trouble) implements Answer {}

  /** Nobody waited for the answer any more. */
  record Stopped() implements Answer {}

  static VisionLink open(GoogleSetup.Usable setup) throws IOException {
    ImageAnnotatorSettings.Builder settings = ImageAnnotatorSettings.newBuilder();
    settings.setEndpoint(setup.endpoint());
    settings.batchAnnotateImagesSettings().setRetryableCodes(Set.of());
    InstantiatingGrpcChannelProvider.Builder channel =
        ImageAnnotatorSettings.defaultGrpcTransportProviderBuilder()
            .setMaxInboundMessageSize(LONGEST_ANSWER)
            .setEndpoint(setup.endpoint());
    if (setup.credentials().isPresent()) {
      settings.setCredentialsProvider(
          FixedCredentialsProvider.create(credentials(setup.credentials().get())));
    } else {
      settings.setCredentialsProvider(NoCredentialsProvider.create());
      channel.setChannelConfigurator(ManagedChannelBuilder::usePlaintext);
    }
    settings.setTransportChannelProvider(channel.build());
    return new VisionLink(ImageAnnotatorClient.create(settings.build()));
  }

  private static GoogleCredentials credentials(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return GoogleCredentials.fromStream(in).createScoped(SCOPE);
    }
  }

  Answer annotate(AnnotateImageRequest page, Recognition recognition) throws InterruptedException {
    BatchAnnotateImagesRequest request =
        BatchAnnotateImagesRequest.newBuilder().addRequests(page).build();
    ApiFuture<BatchAnnotateImagesResponse> future =
        client
            .batchAnnotateImagesCallable()
            .futureCall(
                request,
                GrpcCallContext.createDefault().withTimeoutDuration(limit(recognition.deadline())));
    try {
      return await(future, recognition);
    } finally {
      future.cancel(true);
    }
  }

  private static Duration limit(Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.compareTo(SHORTEST_REQUEST) < 0) {
      return SHORTEST_REQUEST;
    }
    return left.compareTo(LONGEST_REQUEST) > 0 ? LONGEST_REQUEST : left;
  }

  private static Answer await(
      ApiFuture<BatchAnnotateImagesResponse> future, Recognition recognition)
      throws InterruptedException {
    while (true) {
      try {
        return answer(future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (recognition.cancellation().requested()) {
          return new Stopped();
        }
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        return new Failed(Trouble.of(cause == null ? e : cause));
      }
    }
  }

  private static Answer answer(BatchAnnotateImagesResponse all) {
    if (all.getResponsesCount() == 0) {
      return new Failed(
          new Trouble.Passing(
              new Outcome.Interrupted("empty-answer", "Google sent an answer without a page.")));
    }
    AnnotateImageResponse response = all.getResponses(0);
    return response.hasError()
        ? new Failed(Trouble.of(response.getError()))
        : new Answered(response);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
