import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

/** Listens to the person's bell and reads the page anew when it rings. Without it the page is as fresh as its last load. */
export function useBell() {
  const { revalidate, state } = useRevalidator();
  const look = useRef(revalidate);
  look.current = state === 'idle' ? revalidate : () => undefined;

  useEffect(() => {
    let socket: WebSocket | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = FIRST_PAUSE;
    let over = false;

    const connect = () => {
      socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`);
      socket.onopen = () => {
        pause = FIRST_PAUSE;
      };
      socket.onmessage = () => look.current();
      socket.onclose = () => {
        if (over) return;
        timer = setTimeout(connect, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      };
    };
    // After the page has settled: nothing the reader came for waits for it.
    timer = setTimeout(connect, 1_000);
    return () => {
      over = true;
      clearTimeout(timer);
      socket?.close();
    };
  }, []);
}
