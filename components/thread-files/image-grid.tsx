import { addressOf, thumbnailOf } from "@/components/files/addresses";
import { useOpenImage } from "@/components/gallery/gallery";
import type { ThreadFile } from "@/lib/wire/thread-files";

export function ImageGrid({ images }: { images: ThreadFile[] }) {
  return (
    <ul aria-label="Images" className="grid grid-cols-3 gap-1.5 sm:max-lg:grid-cols-5">
      {images.map((image) => (
        <GridImage key={image.file.id} image={image} images={images} />
      ))}
    </ul>
  );
}

function GridImage({ image: { file }, images }: { image: ThreadFile; images: ThreadFile[] }) {
  const open = useOpenImage(file.id, images);
  return (
    <li>
      <a href={addressOf(file)} target="_blank" rel="noreferrer noopener" onClick={open} className="block rounded-s">
        {/* biome-ignore lint/performance/noImgElement: it was made small when it came, and is for participants only. */}
        <img
          src={thumbnailOf(file)}
          alt={file.name}
          loading="lazy"
          decoding="async"
          className="aspect-square w-full rounded-s bg-hover object-cover"
        />
      </a>
    </li>
  );
}
