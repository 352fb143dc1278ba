/** What exists already that does the same as a new declaration. */
@NullMarked
package zhunsheng.similarity;

import org.jspecify.annotations.NullMarked;
