// Draws the charts of the figures' page, each from the table behind it.
"use strict";

// Told apart by dash and mark as well as by colour; the colours are those that colour-blind readers tell apart (Okabe and Ito).
const looks = {
  actual: { borderColor: "#0072b2", backgroundColor: "#0072b2", pointStyle: "circle" },
  planned: { borderColor: "#d55e00", backgroundColor: "#d55e00", pointStyle: "triangle", borderDash: [6, 4] },
  before: { borderColor: "#a3517f", backgroundColor: "#a3517f", pointStyle: "rectRot", borderDash: [8, 3, 2, 3] },
  base: { borderColor: "#595959", backgroundColor: "#595959", pointStyle: "rect", borderDash: [2, 3] },
};

for (const figure of document.querySelectorAll("figure.trend")) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const heads = [...figure.querySelectorAll("thead th")];
  const months = rows.map(row => row.cells[0].dataset.month);
  const datasets = heads.flatMap((head, column) => head.dataset.series ? [{
    label: head.textContent,
    data: rows.map(row => row.cells[column].dataset.value === undefined ? null : Number(row.cells[column].dataset.value)),
    // What the table says of each point: the tooltip repeats it.
    texts: rows.map(row => row.cells[column].textContent),
    borderWidth: 2,
    pointRadius: 4,
    spanGaps: false,
    clip: 8,
    ...looks[head.dataset.series],
    // A month whose value is carried on from an earlier one is drawn hollow.
    pointBackgroundColor: rows.map(row => row.cells[column].dataset.carried ? "#ffffff" : looks[head.dataset.series].backgroundColor),
  }] : []);
  if (figure.dataset.target !== undefined) {
    datasets.push({
      label: figure.dataset.targetName,
      data: months.map(() => Number(figure.dataset.target)),
      texts: months.map(() => figure.dataset.targetText),
      borderColor: "#007a5a", backgroundColor: "#007a5a", borderWidth: 1, borderDash: [10, 4], pointRadius: 0, pointStyle: "line",
    });
  }

  // Begun elsewhere than at zero, a small rise would look like a large one; nothing counted has fractions, and no share is above 100 %.
  const values = datasets.flatMap(set => set.data).filter(value => value !== null);
  const share = figure.dataset.unit === "%" && values.every(value => value >= 0 && value <= 100) && Math.max(...values) > 75;
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
      plugins: {
        legend: { position: "bottom", labels: { usePointStyle: true, boxWidth: 8, boxHeight: 8, color: "#1b1f1e" } },
        tooltip: {
          callbacks: {
            title: items => rows[items[0].dataIndex].cells[0].textContent,
            label: item => `${item.dataset.label}: ${item.dataset.texts[item.dataIndex]} ${figure.dataset.unit}`,
          },
        },
      },
      scales: {
        x: { ticks: { color: "#4a5452" } },
        y: {
          beginAtZero: true,
          max: share ? 100 : undefined,
          ticks: { color: "#4a5452", precision: whole ? 0 : undefined },
          grid: { color: line => line.tick?.value === 0 ? "#4a5452" : "#e0e5e4" },
          grace: "5%",
        },
      },
    },
  });
}

// A canvas keeps the size of the screen: before printing each is drawn anew for half the width of A4, and afterwards as it was.
const charts = [...document.querySelectorAll("figure.trend")].map(figure => figure.chart);
addEventListener("beforeprint", () => charts.forEach(chart => chart.resize(332, 181)));
addEventListener("afterprint", () => charts.forEach(chart => chart.resize()));
