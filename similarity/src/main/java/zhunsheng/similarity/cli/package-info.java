/** The commands {@code similar} and {@code similar train}. */
@NullMarked
package zhunsheng.similarity.cli;

import org.jspecify.annotations.NullMarked;
