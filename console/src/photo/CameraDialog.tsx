import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from '../words/useWords.ts';

interface CameraDialogProps {
  readonly onPhoto: (photo: Blob) => void;
  readonly onClose: () => void;
}

/** A photo by the machine's camera, which is let go as soon as the dialog is closed. */
export function CameraDialog({ onPhoto, onClose }: CameraDialogProps) {
  const words = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isLeft = false;
    const begin = async () => {
      // Undefined on pages that are not secure.
      const devices: MediaDevices | undefined = navigator.mediaDevices;
      stream = await devices?.getUserMedia({ video: { width: { ideal: 1280 }, facingMode: 'user' } });
      if (!stream) throw new Error('no camera');
      if (isLeft) return stop(stream);
      if (video.current) video.current.srcObject = stream;
    };
    begin().catch(() => setFailed(true));
    return () => {
      isLeft = true;
      stop(stream);
    };
  }, []);

  const take = () => {
    const { current } = video;
    if (!current) return;
    const canvas = document.createElement('canvas');
    canvas.width = current.videoWidth;
    canvas.height = current.videoHeight;
    canvas.getContext('2d')?.drawImage(current, 0, 0);
    canvas.toBlob((blob) => blob && onPhoto(blob), 'image/jpeg', 0.92);
  };

  return (
    <Dialog title={words.photo.camera} onClose={onClose}>
      {hasFailed ? (
        <p className="notice bad" role="alert">
          {words.photo.cameraFailed}
        </p>
      ) : (
        <>
          <video ref={video} className="camera" autoPlay playsInline muted onLoadedData={() => setReady(true)} />
          <div className="actions">
            <button type="button" className="button main" onClick={take} disabled={!isReady}>
              {words.photo.take}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
