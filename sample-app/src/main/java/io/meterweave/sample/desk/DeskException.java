// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.HttpStatus;

/** A question that gets no answer, and the HTTP status that says why. */
abstract sealed class DeskException extends RuntimeException
    permits ArticleServiceException,
        QuestionRejectedException,
        QuotaExceededException,
        UnknownCustomerException {
  private final HttpStatus status;

  DeskException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
