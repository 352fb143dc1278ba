/** The meaning of Chinese text as vectors, made in this process. */
@NullMarked
package zhunsheng.similarity.meaning;

import org.jspecify.annotations.NullMarked;
