import { isImage, isSound, isVideo } from "@/lib/wire/file-kinds";
import type { MessageFile } from "@/lib/wire/files";
import { FileCard } from "./file-card";
import { Picture } from "./picture";
import { Sound, Video } from "./player";

/** The files of a message, or of the draft that becomes it: images as they look, what sounds and moves to be played. */
export function MessageFiles({ files, isSent }: { files: MessageFile[]; isSent: boolean }) {
  return (
    <ul aria-label="Files" className="my-1 grid grid-cols-[minmax(0,1fr)] justify-items-start gap-1.5">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <Shown file={file} isSent={isSent} />
        </li>
      ))}
    </ul>
  );
}

function Shown({ file, isSent }: { file: MessageFile; isSent: boolean }) {
  if (isSent && isImage(file)) return <Picture file={file} />;
  return (
    <div className={`grid max-w-full grid-cols-[minmax(0,1fr)] gap-1.5 ${isVideo(file) ? "w-80" : "w-75"}`}>
      {isSent && isSound(file) && <Sound file={file} />}
      {isSent && isVideo(file) && <Video file={file} />}
      <FileCard file={file} isSent={isSent} />
    </div>
  );
}
