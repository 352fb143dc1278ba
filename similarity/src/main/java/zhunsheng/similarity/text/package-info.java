/** Texts cut into what can be compared. */
@NullMarked
package zhunsheng.similarity.text;

import org.jspecify.annotations.NullMarked;
