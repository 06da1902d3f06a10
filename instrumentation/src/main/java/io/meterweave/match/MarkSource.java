// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

/**
 * Where marks come from that stand in no class file: the patterns of the configuration.
 *
 * <p>Thread-safe; asked while a class is being loaded, so it loads none and links no lambda.
 */
interface MarkSource {
  /**
   * Returns whether a class can be concerned, by what its constant pool tells; asked for each class
   * that is loaded.
   */
  boolean mayConcern(ClassOutline type);

  /** Returns whether a class is meant by its name, whatever its supertypes. */
  boolean names(String internalName);

  /**
   * Returns whether classes below a type can be concerned because they are below it.
   *
   * @param internalName a superclass or an interface
   */
  boolean concernsSubtypes(String internalName);

  /**
   * Adds to the methods of a class what is asked of them, each mark with its origin.
   *
   * @param types what is known of the types above
   */
  void addMarks(DeclaredType type, KnownTypes types);
}
