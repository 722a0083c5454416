// The smallest Socket.IO server that does the same job: readers are in a room, a POST goes to the room.
// usage: node socketio.mjs PORT
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer((request, response) => {
  if (request.url.startsWith('/socket.io/')) return;
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    sockets.to('readers').emit('update', JSON.parse(Buffer.concat(parts)));
    response.end();
  });
});

// The defaults, but for the pings, which some load generators do not answer.
const sockets = new Server(server, { transports: ['websocket'], pingInterval: 600_000, pingTimeout: 600_000 });
sockets.on('connection', (socket) => socket.join('readers'));
server.listen(Number(process.argv[2]), '127.0.0.1');
