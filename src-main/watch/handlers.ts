import type { Answer } from '../ipc/answer.ts';
import type { WatchService } from './watch-service.ts';

export function answerWatch(answer: Answer, service: WatchService): void {
  answer('watch.state', () => service.state());
  answer('watch.save', (input) => {
    service.save(input);
  });
  answer('watch.remove', (input) => {
    service.remove(input);
  });
  answer('watch.cost', (input, signal) => service.cost(input, signal));
  answer('watch.writeSettings', (input) => {
    service.writeSettings(input);
  });
  answer('watch.pause', (input) => {
    service.pause(input);
  });
  answer('watch.history', () => service.history());
  answer('watch.test', () => {
    service.test();
  });
}
