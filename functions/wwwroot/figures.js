// Draws the charts of the figures' page, each from the table behind it.
"use strict";

// Told apart by dash and mark as well as by colour; the colours are those that colour-blind readers tell apart (Okabe and Ito).
const looks = {
  actual: { borderColor: "#0072b2", backgroundColor: "#0072b2", pointStyle: "circle" },
  planned: { borderColor: "#d55e00", backgroundColor: "#d55e00", pointStyle: "triangle", borderDash: [6, 4] },
  base: { borderColor: "#595959", backgroundColor: "#595959", pointStyle: "rect", borderDash: [2, 3] },
};

for (const figure of document.querySelectorAll("figure.trend")) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const heads = [...figure.querySelectorAll("thead th")];
  const months = rows.map(row => row.cells[0].dataset.month);
  const datasets = heads.flatMap((head, column) => head.dataset.series ? [{
    label: head.textContent,
    data: rows.map(row => row.cells[column].dataset.value === undefined ? null : Number(row.cells[column].dataset.value)),
    borderWidth: 2,
    pointRadius: 4,
    spanGaps: false,
    ...looks[head.dataset.series],
    // A month whose value is carried on from an earlier one is drawn hollow.
    pointBackgroundColor: rows.map(row => row.cells[column].dataset.carried ? "#ffffff" : looks[head.dataset.series].backgroundColor),
  }] : []);
  if (figure.dataset.target !== undefined) {
    datasets.push({
      label: figure.dataset.targetName,
      data: months.map(() => Number(figure.dataset.target)),
      borderColor: "#007a5a", backgroundColor: "#007a5a", borderWidth: 1, borderDash: [10, 4], pointRadius: 0, pointStyle: "line",
    });
  }

  // Begun elsewhere than at nought, a small rise would look like a large one; and nothing counted has fractions.
  const values = datasets.flatMap(set => set.data).filter(value => value !== null);
  const positive = values.every(value => value >= 0);
  const whole = values.every(Number.isInteger);

  const canvas = figure.querySelector("canvas");
  canvas.hidden = false;
  const holder = document.createElement("div");
  holder.className = "chart";
  canvas.replaceWith(holder);
  holder.append(canvas);
  figure.chart = new Chart(canvas, {
    type: "line",
    data: { labels: months.map(month => month.slice(5).replace(/^0/, "")), datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { position: "bottom", labels: { usePointStyle: true, boxWidth: 8, boxHeight: 8, color: "#1b1f1e" } } },
      scales: { x: { ticks: { color: "#4a5452" } }, y: { beginAtZero: positive, ticks: { color: "#4a5452", precision: whole ? 0 : undefined }, grace: "5%" } },
    },
  });
}

// On paper nothing can be opened.
addEventListener("beforeprint", () => document.querySelectorAll("figure.trend details").forEach(details => { details.open = true; }));
