# What is the same in all five languages: emoji, chat words.
# Form: ../README.md.

[praise 1.5]
😍, 🥰, 🤩, ❤, 💖, 💕, 💗, 💛, 💚, 💙, 💜, 🧡, 🖤, ♥, 💓, 💞, 😘, 😻, 🥳, 🎉, 🎊, 💯, 🏆, 🥇, 🤗
[praise 1]
👍, 👌, 😊, 😁, 😃, 😄, 😀, 🙂, ☺, 😇, 😎, 🌟, ✨, 🔥, 💪, 🙌, 🫶, 👏, 🤝, 😋, 🤤, 🥹, 💐, 🌹, 🍀, 🎁, 😌, 🤙, 🚀, 🌈, ☀, 😉, 💫
[thanks 1]
🙏

[gripe 1]
👎, 😕, 🙁, ☹, 😞, 😔, 😟, 😣, 😖, 😢, 😥, 😓, 💔, 😐, 😑, 😒, 🤨, 😬, 🤦, 🫤, 😿, 🥲, 🫠
[impatience 1]
🙄, 😤, 😩, 😫, 🐌, 😮, 💤, 🥱, 🤷
[outrage 1.5]
😡, 🤬, 👿, 💢, 😠, 🤮, 🤢, 🖕, 💩
[gripe 1.2]
😭, 😱
[sarcasm 1]
🙃, 🤡, 🤥
[confused 1]
🤔, ❓, ❔, 😵, 🧐
[plain]
😂, 🤣, 😅

[praise 1.5]
wow, bravo, chapeau, top, super, perfect, cool, bravissimo, bravissimi, yay, olé
[praise 1]
[insult 2]
wtf, stfu, gtfo, fdp
[impatience 1]
asap
