// A stock client from npm: subscribes to one topic and prints the answer and every update as a line of JSON.
// usage: [TRANSPORT=WebSockets|ServerSentEvents|LongPolling] node client.mjs URL json|messagepack TOPIC COUNT [EPOCH SEQ]
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const [url, protocol, topic, count, epoch, seq] = process.argv.slice(2);
const transport = HttpTransportType[process.env.TRANSPORT];
let builder = new HubConnectionBuilder().withUrl(url, transport === undefined ? {} : { transport }).configureLogging(LogLevel.Error);
if (protocol === 'messagepack') {
  builder = builder.withHubProtocol(new MessagePackHubProtocol());
}

const connection = builder.build();
let heard = 0;
const print = (name, value) => console.log(JSON.stringify({ [name]: value }));
const done = new Promise((resolve) => {
  connection.on('Updates', (updates) => {
    for (const update of updates) {
      print('update', update);
      heard += 1;
    }
    if (heard >= Number(count)) {
      resolve();
    }
  });
});

await connection.start();
const request = epoch === undefined ? { topic } : { topic, epoch, seq: Number(seq) };
const [answer] = await connection.invoke('Subscribe', [request]);
print('answer', answer);
if (Number(count) > 0) {
  await done;
}
await connection.stop();
