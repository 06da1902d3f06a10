// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.HttpStatus;

/** There is no question in the question. */
final class QuestionRejectedException extends DeskException {
  QuestionRejectedException(String message) {
    super(HttpStatus.BAD_REQUEST, message);
  }
}
