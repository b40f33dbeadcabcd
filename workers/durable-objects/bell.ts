import { DurableObject } from 'cloudflare:workers';

/**
 * One for each person, named by their id: it holds the sockets of their open pages and sleeps between messages. It carries
 * no content, only "look again": what there is to see is read behind the wall, by the page's own loaders.
 */
export class Bell extends DurableObject {
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get('Upgrade') !== 'websocket') return new Response('Connect with a WebSocket.', { status: 426 });
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  ring(): number {
    const sockets = this.ctx.getWebSockets();
    for (const socket of sockets) socket.send('look');
    return sockets.length;
  }

  override webSocketMessage() {
    // Pages only listen.
  }

  override webSocketClose(socket: WebSocket, code: number) {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }
}
