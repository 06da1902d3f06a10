// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.HttpStatus;

/** Nobody has that customer number. */
final class UnknownCustomerException extends DeskException {
  UnknownCustomerException(String message) {
    super(HttpStatus.NOT_FOUND, message);
  }
}
