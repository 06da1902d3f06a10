// SPDX-License-Identifier: Apache-2.0
package io.meterweave.export;

import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.internal.RetryUtil;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why an export failed.
 *
 * <p>Immutable.
 *
 * @param text for people
 * @param isTransient whether OpenTelemetry's rules say that the next attempt may succeed
 * @param isNobodyThere whether nothing listens at the endpoint
 */
record ExportFailure(String text, boolean isTransient, boolean isNobodyThere) {
  private static final int MAX_TEXT = 200;

  /** What an export fails with that the agent's end cut short. */
  static final ExportFailure OUT_OF_TIME =
      new ExportFailure("there was no answer before the end of the program", false, false);

  static ExportFailure of(@Nullable Throwable thrown) {
    if (thrown instanceof HttpExportException http) {
      HttpResponse response = http.getResponse();
      return response == null ? ofCause(http.getCause()) : ofResponse(response);
    }
    if (thrown instanceof GrpcExportException grpc) {
      GrpcResponse response = grpc.getResponse();
      return response == null ? ofCause(grpc.getCause()) : ofResponse(response);
    }
    return ofCause(thrown);
  }

  private static ExportFailure ofResponse(HttpResponse response) {
    int code = response.getStatusCode();
    return new ExportFailure(
        text("the answer was HTTP " + code, response.getStatusMessage()),
        RetryUtil.retryableHttpResponseCodes().contains(code),
        false);
  }

  private static ExportFailure ofResponse(GrpcResponse response) {
    int code = response.getStatusCode().getValue();
    return new ExportFailure(
        text(
            "the answer was gRPC status " + response.getStatusCode(),
            response.getStatusDescription()),
        RetryUtil.retryableGrpcStatusCodes().contains(String.valueOf(code)),
        false);
  }

  private static ExportFailure ofCause(@Nullable Throwable cause) {
    if (cause == null) {
      return new ExportFailure("the exporter gave no reason", false, false);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new ExportFailure("nobody listens there (connection refused)", true, true);
    }
    if (cause instanceof UnknownHostException) {
      return new ExportFailure("the host is unknown", true, true);
    }
    if (cause instanceof SocketTimeoutException) {
      return new ExportFailure(text("there was no answer", cause.getMessage()), true, false);
    }
    if (cause instanceof InterruptedIOException) {
      return new ExportFailure(text("there was no answer", cause.getMessage()), false, false);
    }
    if (cause instanceof SSLException) {
      return new ExportFailure(text("no TLS connection", cause.getMessage()), false, false);
    }
    return new ExportFailure(
        text(cause.getClass().getSimpleName(), cause.getMessage()), false, false);
  }

  private static String text(String what, @Nullable String detail) {
    if (detail == null || detail.isBlank()) {
      return what;
    }
    String all = what + ": " + detail.strip();
    return all.length() <= MAX_TEXT ? all : all.substring(0, MAX_TEXT) + "…";
  }
}
